/** What the outermost layout tells the window when everything on the page has been taken over. */
export const ALIVE = 'kith:alive';
