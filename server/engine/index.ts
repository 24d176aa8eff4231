export { canonical, canonicalText } from './canonical.ts'
export { type Card, type CardInput, type CardOutput, type Catalogue, cardSchema, type Effect, type FieldHint, type PortSchema, promiseOf } from './card.ts'
export { cardOfNode, portsOfNode } from './card-of-node.ts'
export { type Tool, toolName, toolsIn } from './check-tools.ts'
export { checkValue, isSecretReference } from './check-value.ts'
export { compile } from './compile.ts'
export { type Block, type BlockSpec, defineBlock, type Example, type Reply } from './define-block.ts'
export { type ContainerSpec, defineContainer } from './define-container.ts'
export { type EngineEvent, type EventKind, type EventOf, engineEventSchema } from './events.ts'
export { execute, type Walk } from './execute.ts'
export {
  type Completion,
  checkExpression,
  checkExpressionOver,
  completions,
  completionsOf,
  type ExpressionScope,
  evaluateExpression,
  expressionName,
  prepareExpression,
  readExpression,
} from './expression.ts'
export { controlInput, controlOutputs, type Flow, type FlowNode, flowSchema, type InputValue, type Wire } from './flow.ts'
export type * from './hands.ts'
export { type FlowInterface, interfaceOf, resultBlock } from './interface.ts'
export { createLocalRun, createLocalWorld, type LocalRun, type LocalStep, type LocalWorld } from './local-world.ts'
export { type Nesting, nestingOf } from './nesting.ts'
export { controlTypes, type OutputTypes, outputTypes } from './output-types.ts'
export { type CompiledPlan, type CompileResult, type Plan, type Problem, planSchema } from './plan.ts'
export { leavesOf, spanOf } from './plan-shape.ts'
export { portSchemaFrom } from './port-schema.ts'
export { generic, listOfGeneric, secretOf, streamOf } from './port-types.ts'
export { type Connection, canConnect } from './ports.ts'
export { readInput, runBlock } from './run-block.ts'
export { emptyRun, foldRun, type NodeState, type RunState, type RunStatus, type WaitState } from './run-state.ts'
export { describe } from './schema-words.ts'
export { upgradeFlow } from './upgrade-flow.ts'
export { type Checkpoint, isParked, type Outcome, Parked, type StepCall, type WaitCall, type WaitKind, type World } from './world.ts'
