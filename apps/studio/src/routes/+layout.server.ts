import { readScheme } from '@kith/ui/scheme';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies }) => ({
	staff: locals.request.staff,
	scheme: readScheme(cookies.get('scheme')),
});
