/**
 * Opens a file by a library that writes on the console of records and names it does not know; a batch has no use for
 * that. The call is synchronous, so nobody else's words are lost.
 */
export function quietly<T>(open: () => T): T {
  const {error: say} = console
  console.error = () => {}
  try {
    return open()
  } finally {
    console.error = say
  }
}
