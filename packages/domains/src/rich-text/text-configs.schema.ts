/** PostgreSQL's text-search configurations, by the language they stem. */
export const TEXT_CONFIGS = {
	ar: 'arabic',
	de: 'german',
	en: 'english',
	es: 'spanish',
	fr: 'french',
} as const;
