/** What one check found. */
export type Finding = {
	ok: boolean;
	what: string;
	/** What an operator does about it when it is not well. */
	todo?: string;
};
