import * as z from 'zod';
import { TEXT_CONFIGS } from '../rich-text/text-configs.schema.ts';

/** The setting that names the languages texts were written in, beside the one that the community has now. */
export const SEARCH_LANGUAGES = 'searchLanguages';
export const SearchLanguages = z.partialRecord(
	z.enum(Object.values(TEXT_CONFIGS)),
	z.literal(true),
);
