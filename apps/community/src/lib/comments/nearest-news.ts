/** The element of the first new comment on the page, from the top; null when none of them is drawn yet. */
export function nearestNews(ids: readonly string[]): HTMLElement | null {
	const [first] = ids
		.map((id) => document.getElementById(`c-${id}`))
		.filter((element) => element !== null)
		.toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
	return first ?? document.getElementById('comments');
}
