/** A list and a comparison to read: the page sends no script. */
export const csr = false;
