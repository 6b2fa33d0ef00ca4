/** What somebody is called who has not said their name: the first part of their address. */
export function displayNameOf({ name, email }: { name: string; email: string }): string {
	return name.trim() || (email.split('@')[0] ?? 'Owner');
}
