import { contrast } from '@kith/ui/theme';

/** The address of a community's logo in the studio; null without one. */
export function logoUrl(communityId: string, fileId: string | null): string | null {
	return fileId && `/api/communities/${communityId}/files/${fileId}/full`;
}

/** White or black, whichever is readable on a #rrggbb colour. */
export function inkOn(colour: string): string {
	return contrast('#ffffff', colour) >= 4.5 ? '#ffffff' : '#000000';
}
