/** What the profile's form shows: what was typed, else what is stored. */
export type ProfileValues = {
	name: string;
	handle: string;
	bio: string;
	avatarFileId: string | null;
	version: number;
};

/** What an attempt to save a profile came to. */
export type ProfileAnswer = {
	values: ProfileValues;
	/** A stable code, or null when it was saved. */
	problem: { code: string; field: string | null } | null;
};
