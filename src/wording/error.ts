/** Anything can be thrown, and even to look at it can throw. */
export function described(error: unknown): { readonly message: string; readonly stack?: string } {
  try {
    return error instanceof Error ? { message: String(error.message), stack: String(error.stack) } : { message: String(error) };
  } catch {
    return { message: 'the error cannot be displayed' };
  }
}
