const COOKIE = 'folded';
const MOST = 30;
const YEAR_SECONDS = 31_536_000;

/** The groups that this browser keeps folded, from its cookie's value; anything odd in it is ignored. */
export function readFolded(value: string | undefined): string[] {
	return (value ?? '').split('.').filter((id) => /^[\da-f-]{36}$/.test(id));
}

/** `folded` with one group folded or unfolded, remembered for this host. Browser only. */
export function rememberFolded(folded: readonly string[], id: string, isFolded: boolean): string[] {
	const others = folded.filter((one) => one !== id);
	const next = isFolded ? [...others, id].slice(-MOST) : others;
	const secure = location.protocol === 'https:' ? '; secure' : '';
	document.cookie = `${COOKIE}=${next.join('.')}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
	return next;
}
