import type { StorageLimits } from '@kith/domains/media/schema';

const MB = 1024 ** 2;
const GB = 1024 ** 3;

/** The limits as they are typed: megabytes for one file, gigabytes for a member and for everybody. */
export type TypedLimits = { file: string; member: string; community: string };

const figure = (bytes: number, unit: number): string => String(Number((bytes / unit).toFixed(2)));

export const shown = (limits: StorageLimits): TypedLimits => ({
	file: figure(limits.fileBytes, MB),
	member: figure(limits.memberBytes, GB),
	community: figure(limits.communityBytes, GB),
});

const bytes = (text: string, unit: number): number =>
	Math.round(Number(text.trim().replace(',', '.') || 'nothing') * unit);

/** What was typed, in bytes; NaN for what is no number. */
export const bytesOf = ({ file, member, community }: TypedLimits): StorageLimits => ({
	fileBytes: bytes(file, MB),
	memberBytes: bytes(member, GB),
	communityBytes: bytes(community, GB),
});
