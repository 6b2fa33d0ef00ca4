/** How many communities stand in the database. */
export type Communities = number;

export type Settings = {
	/** Also with 2,000 communities: twenty minutes instead of five. */
	full: boolean;
};
