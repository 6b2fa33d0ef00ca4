/** How many tints tell people without a portrait apart. */
export const TONES = 8;
