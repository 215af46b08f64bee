/**
 * No page brings a script but the one that asks for it, /framework/edit/[section]. Here, since a page that cannot be shown
 * has only this to go by: it stands in a citizen's way as well, and must weigh nothing.
 */
export const csr = false;
