import { LocalPath } from '@kith/domains/communities/schema';

const DOORS = ['/join', '/sign-in', '/sign-out', '/enter', '/welcome'];

/** Where a visitor wanted to go: a path of this site and no door of it, else the start page. */
export function nextPath(url: URL): string {
	return nextPathOf(url.searchParams.get('next') ?? undefined);
}

/** The same for a wish that was kept elsewhere. */
export function nextPathOf(wish: string | undefined): string {
	const parsed = LocalPath.safeParse(wish);
	if (!parsed.success) return '/';
	const [path] = parsed.data.split(/[?#]/, 1);
	return DOORS.includes(path ?? '') ? '/' : parsed.data;
}
