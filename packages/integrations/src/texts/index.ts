export { readText } from './read-text.ts';
export type { ReadText, Refused } from './refused.ts';
