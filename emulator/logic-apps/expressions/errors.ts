/** An expression that cannot be read. Such a definition is refused when it is saved. */
export class ExpressionSyntaxError extends Error {}

/** An expression that was read but has no value: a missing property, an argument of the wrong type. Fails the action with `InvalidTemplate`. */
export class EvaluationError extends Error {}

/** The usual complaint about an argument, with the platform's pointer to its documentation. */
export function argumentError(functionName: string, complaint: string): EvaluationError {
  return new EvaluationError(
    `The template language function '${functionName}' ${complaint} Please see https://aka.ms/logicexpressions#${functionName} for usage details.`,
  );
}
