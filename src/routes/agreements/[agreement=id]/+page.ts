/** Read far more often than written on, and on phones: the page sends no script. */
export const csr = false;
