/** `wanted` when it is a path on this very host, otherwise `fallback`. */
export function localPath(wanted: string | null | undefined, fallback: string): string {
	return wanted && /^\/(?![/\\])[^\s\\]{0,299}$/.test(wanted) ? wanted : fallback;
}
