export type Settings = {
	/** Also with 2,000 communities: twenty minutes instead of five. */
	full: boolean;
};
