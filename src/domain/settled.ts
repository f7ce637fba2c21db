/**
 * What a promise came to, to be taken later: gives what it gave, or throws what it threw. An error that is not to be kept
 * is thrown at once.
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
