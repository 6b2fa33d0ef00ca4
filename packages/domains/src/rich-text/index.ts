export { excerptOf, isEmptyText, plainText, referencesOf } from './plain-text.ts';
