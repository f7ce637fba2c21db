/**
 * Feishu wants names inside forms to be unique in the whole card (docs/develop/feishu.md#cards); our fields are unique
 * only within their form. The second `reason` of a card is therefore sent as `reason__2` and read back as `reason`.
 */
export function uniqueNames(): (wanted: string) => string {
  const taken = new Map<string, number>();
  return (wanted) => {
    const times = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, times);
    return times === 1 ? wanted : `${wanted}__${times}`;
  };
}

export function fieldName(name: string): string {
  return name.replace(/__\d+$/, '');
}
