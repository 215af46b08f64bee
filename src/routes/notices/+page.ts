/** A list and two buttons: nothing here needs a script. */
export const csr = false;
