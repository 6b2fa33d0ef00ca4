import { isLocalPath } from '@kith/kernel/local-path';

/** `wanted` when it is a path on this very host, otherwise `fallback`. */
export function localPath(wanted: string | null | undefined, fallback: string): string {
	return wanted && isLocalPath(wanted) ? wanted : fallback;
}
