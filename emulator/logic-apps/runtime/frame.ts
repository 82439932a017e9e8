import type { ActionView } from '../expressions/context.ts';

export type Iteration = { loopName: string; index: number; item?: { value: unknown } };

/** The results that actions of one loop pass, or of the top level, can refer to. */
export class Frame {
  readonly parent: Frame | undefined;
  readonly iteration: Iteration | undefined;
  readonly #results = new Map<string, ActionView>();
  readonly #children = new Map<string, ActionView[]>();

  constructor(parent?: Frame, iteration?: Iteration) {
    this.parent = parent;
    this.iteration = iteration;
  }

  record(view: ActionView, children?: ActionView[]): void {
    this.#results.set(view.name, view);
    if (children) this.#children.set(view.name, children);
  }

  find(name: string): ActionView | null {
    return this.#results.get(name) ?? this.parent?.find(name) ?? null;
  }

  childrenOf(containerName: string): ActionView[] {
    return this.#children.get(containerName) ?? this.parent?.childrenOf(containerName) ?? [];
  }

  /** The iterations around, outermost first. */
  iterations(): Iteration[] {
    const outer = this.parent?.iterations() ?? [];
    return this.iteration ? [...outer, this.iteration] : outer;
  }

  /** Repeated `Until` passes: afterwards the last one can be read from outside. */
  publishTo(outer: Frame): void {
    for (const view of this.#results.values()) outer.record(view, this.#children.get(view.name));
  }

  /** Repeated `Foreach` passes: afterwards `outputs('x')` is the list of all passes' outputs. */
  static publishAll(passes: Frame[], outer: Frame): void {
    const names = new Set(passes.flatMap((pass) => [...pass.#results.keys()]));
    for (const name of names) {
      const views = passes.flatMap((pass) => pass.#results.get(name) ?? []);
      const last = views.at(-1);
      if (!last) continue;
      const outputs = views.map((view) => view.outputs ?? null);
      outer.record(
        { ...last, outputs },
        passes.flatMap((pass) => pass.#children.get(name) ?? []),
      );
    }
  }
}

/** `000003` for the fourth pass, `000003-000001` for a pass inside a pass. */
export function repetitionName(iterations: Iteration[]): string | undefined {
  if (iterations.length === 0) return undefined;
  return iterations.map(({ index }) => String(index).padStart(6, '0')).join('-');
}
