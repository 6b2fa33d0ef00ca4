import { LocalPath } from '@kith/domains/communities/schema';

const DOORS = ['/join', '/sign-in', '/sign-out', '/enter', '/welcome'];

/** Where a visitor wanted to go: a path of this site and no door of it, else the start page. */
export function nextPath(url: URL): string {
	const parsed = LocalPath.safeParse(url.searchParams.get('next') ?? undefined);
	if (!parsed.success) return '/';
	const [path] = parsed.data.split(/[?#]/, 1);
	return DOORS.includes(path ?? '') ? '/' : parsed.data;
}
