/** A list to find one's way in: the page sends no script. */
export const csr = false;
