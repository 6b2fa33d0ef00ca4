/** Where a finished export lies: with its community, so that it goes when that goes. */
export const exportKey = (communityId: string, archiveId: string) =>
	`${communityId}/exports/${archiveId}.tar.gz`;

/** Below here lie the parts of an archive that somebody sends. */
export const importPrefix = (archiveId: string) => `imports/${archiveId}/`;

export const importPartKey = (archiveId: string, part: string) =>
	`${importPrefix(archiveId)}${part}`;
