/** The one page that comes alive in the browser: it keeps what is typed as it is typed. */
export const csr = true;
