export { excerptOf, isEmptyText, referencesOf } from './plain-text.ts';
