/**
 * Keeps the outcome of a promise for later: the function returned gives its value or throws its error. An error that
 * `keeps` rejects is thrown at once.
 */
export async function settleForLater<T>(
  made: Promise<T>,
  keeps: (error: unknown) => boolean = () => true,
): Promise<() => T> {
  try {
    const found = await made;
    return () => found;
  } catch (error) {
    if (!keeps(error)) throw error;
    return () => {
      throw error;
    };
  }
}
