import Router from '@koa/router';

interface Found<T> {
  name: string;
  value: T;
  /** What stood in the path, in its order, decoded. */
  params: string[];
}

/** A table of "METHOD /path/:id" that is asked which row a request is for; undefined: none. */
export function routeTable<T>(rows: Record<string, T>, prefix = '') {
  const router = new Router({ prefix });
  for (const name of Object.keys(rows)) {
    const [method = '', path = ''] = name.split(' ');
    router.register(path, [method], (_ctx, next) => next(), { name });
  }
  return (method: string, path: string): Found<T> | undefined => {
    const [layer] = router.match(path, method).pathAndMethod;
    if (!layer?.name) return undefined;
    const params = Object.values(layer.params(path, layer.captures(path))) as string[];
    return { name: layer.name, value: rows[layer.name] as T, params };
  };
}
