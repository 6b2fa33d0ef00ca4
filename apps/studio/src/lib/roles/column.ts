/** A role at the top of a grid of words. */
export type Column = {
	id: string;
	key: string;
	name: string;
	color: string | null;
	/** What it says as it is saved. */
	saved: Readonly<Record<string, 'allow' | 'deny'>>;
};
