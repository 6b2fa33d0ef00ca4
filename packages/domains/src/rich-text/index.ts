export {
	excerptOf,
	isEmptyText,
	mentionOf,
	plainText,
	referencesOf,
	searchedFilesOf,
	shownLinksOf,
	walk,
} from './plain-text.ts';
export { loneLinkOf } from './lone-link.schema.ts';
export { bodiesOf, mentioning } from './mentioning.queries.ts';
export { reword } from './reword.ts';
export { relabelMentions } from './relabel-mentions.ts';
export { inAuthorsLanguage, inFiles, searchVector } from './search-vector.queries.ts';
export { markOf, type Content } from './contents.ts';
export { noteLanguage } from './note-language.ts';
export { veilExcerpts } from './veil-excerpts.ts';
export { veilMentions } from './veil-mentions.ts';
export { fold, searchWords, textConfigOf } from './search-words.ts';
