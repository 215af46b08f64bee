/** A citizen's telephone is spared: nothing here needs a script. */
export const csr = false;
