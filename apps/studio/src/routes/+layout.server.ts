import { readScheme } from '@kith/ui/scheme';
import { forgetPending } from '#lib/identity/code-cookie.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies }) => {
	const { staff } = locals.request;
	if (staff) forgetPending(cookies);
	return { staff, scheme: readScheme(cookies.get('scheme')) };
};
