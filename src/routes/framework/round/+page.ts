/** One press is enough here: the page sends no script. */
export const csr = false;
