/** The part of autocannon that the bench uses; the package brings no types. */
declare module 'autocannon' {
	type Request = {
		method?: string;
		path?: string;
		headers?: Record<string, string>;
		body?: string;
	};
	type Prepared = Request & { setupRequest?(request: Request): Request };
	type Options = {
		url: string;
		connections: number;
		duration: number;
		overallRate?: number;
		requests: Prepared[];
		setupClient?(client: { setRequests(requests: Prepared[]): void }): void;
	};
	type Result = { duration: number; errors: number };
	type Run = Promise<Result> & {
		on(
			event: 'response',
			heard: (client: unknown, status: number, bytes: number, milliseconds: number) => void
		): void;
	};
	export default function autocannon(options: Options): Run;
}
