export { excerptOf, isEmptyText, plainText, referencesOf } from './plain-text.ts';
export { searchVector } from './search-vector.queries.ts';
export { fold, searchWords, textConfigOf } from './search-words.ts';
