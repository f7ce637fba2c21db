import Router from '@koa/router';

interface Found<T> {
  name: string;
  value: T;
  /** Parameters of the path, in their order, decoded. */
  params: string[];
}

/** Makes a function that finds the row "METHOD /path/:id" of a request; undefined when there is none. */
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
