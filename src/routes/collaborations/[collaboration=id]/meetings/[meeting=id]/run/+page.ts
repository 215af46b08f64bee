/** Nothing here needs the frame: the clocks and the keeping bring a small script of their own. */
export const csr = false;
