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
	/** What was filled into the community's own fields, where it was not saved. */
	typed: { fieldId: string; values: string[] }[];
	/** A stable code, or null when it was saved. */
	problem: { code: string; field: string | null } | null;
};
