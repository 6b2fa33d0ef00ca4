import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals }) => {
	const door = await locals.api.sso.takeDoor();
	await locals.api.identity.signOut();
	redirect(303, door ? `/signed-out?door=${door.connectionId}` : '/');
};
