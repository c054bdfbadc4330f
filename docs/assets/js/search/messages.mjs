// The kinds of message between the theme's search dialog and its worker.

export const SETUP = 0;
export const READY = 1;
export const QUERY = 2;
export const RESULT = 3;
