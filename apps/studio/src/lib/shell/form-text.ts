/** What a form says in the field `name`; an empty string when it says nothing. */
export function formText(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
