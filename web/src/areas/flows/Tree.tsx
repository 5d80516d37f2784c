import {
  Background,
  Controls,
  Handle,
  Position,
  ReactFlow,
  useReactFlow,
  type Edge,
  type Node,
  type NodeChange,
  type NodeProps,
  type XYPosition,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { usePreferences } from '../../app/preferences';
import { textAt, valueAt } from '../../shared/entry';
import { promptField } from './stepSpecs';
import { fieldOf, kindOf, placed, type Placed, type Step, type StepPath } from './steps';
import { outcomeText, useFlowTexts } from './texts';

const WIDTH = 220;
const HEIGHT = 72;
const COLUMN = 300;
const ROW = 104;

interface StepNodeData extends Record<string, unknown> {
  outcome: string;
  title: string;
  detail: string;
  /** The word for a step that is wrong; null for others. */
  fault: string | null;
  isChosen: boolean;
  onChoose: () => void;
  onKey: (event: KeyboardEvent) => void;
}
type StepNode = Node<StepNodeData, 'step'>;

function StepBox({ data, id, positionAbsoluteX, positionAbsoluteY }: NodeProps<StepNode>) {
  const flow = useReactFlow();
  // Who comes by keyboard to a step that is out of sight sees it.
  const show = (event: FocusEvent<HTMLElement>) => {
    const own = event.currentTarget.getBoundingClientRect();
    const frame = event.currentTarget.closest('.react-flow')?.getBoundingClientRect();
    if (!frame) return;
    const isSeen =
      own.left >= frame.left && own.right <= frame.right && own.top >= frame.top && own.bottom <= frame.bottom;
    if (isSeen) return;
    const centre = { x: positionAbsoluteX + WIDTH / 2, y: positionAbsoluteY + HEIGHT / 2 };
    void flow.setCenter(centre.x, centre.y, { zoom: flow.getZoom() });
  };
  return (
    <>
      <Handle type="target" position={Position.Top} id="top" isConnectable={false} />
      <Handle type="target" position={Position.Left} id="left" isConnectable={false} />
      <button
        type="button"
        className="step-box"
        data-step={id}
        aria-pressed={data.isChosen}
        data-wrong={data.fault !== null || undefined}
        onClick={data.onChoose}
        onKeyDown={data.onKey}
        onFocus={show}
      >
        {data.outcome && <span className="muted">{data.outcome}:</span>}
        <strong>{data.title}</strong>
        <span>{data.detail}</span>
        {data.fault && <span className="step-fault">{data.fault}</span>}
      </button>
      <Handle type="source" position={Position.Bottom} id="bottom" isConnectable={false} />
      <Handle type="source" position={Position.Right} id="right" isConnectable={false} />
    </>
  );
}

const NODE_TYPES = { step: StepBox };

/** What a step is about, in a few words. */
export function detailOf(step: Step): string {
  const kind = kindOf(step);
  if (!kind) return '';
  const said = promptField(kind);
  const value = valueAt(step, [said ?? kind]);
  const text = typeof value === 'object' ? Object.values(value).map(String).join(', ') : textAt(step, [said ?? kind]);
  return kind === 'collect' ? [textAt(step, ['collect']), text].filter(Boolean).join(': ') : text;
}

export interface TreeProps {
  steps: readonly Step[];
  chosen: StepPath | null;
  /** The fields with faults, as the server names them, and the flow's own place. */
  faults: readonly string[];
  prefix: string;
  isReadOnly: boolean;
  onChoose: (path: StepPath) => void;
  onMove: (path: StepPath, by: -1 | 1) => void;
  onRemove: (path: StepPath) => void;
  onDrop: (path: StepPath, target: StepPath) => void;
}

const idOf = (path: StepPath): string => fieldOf('', path);

/** The step that a fault belongs to is the deepest one whose place it begins with. */
export function wrongSteps(all: readonly Placed[], prefix: string, faults: readonly string[]): Set<string> {
  const wrong = new Set<string>();
  for (const fault of faults) {
    const owner = all
      .map((p) => idOf(p.path))
      .filter((id) => fault === prefix + id || fault.startsWith(`${prefix}${id}.`))
      .sort((a, b) => b.length - a.length)[0];
    if (owner !== undefined) wrong.add(owner);
  }
  return wrong;
}

/** The flow as a tree: steps one below the other, what hangs below an outcome to the right of it. */
export default function Tree(props: TreeProps) {
  const { steps, chosen, faults, prefix, isReadOnly, onChoose, onMove, onRemove, onDrop } = props;
  const { texts, fluentTheme } = usePreferences();
  const f = useFlowTexts();
  const box = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<{ id: string; position: XYPosition } | null>(null);
  const all = useMemo(() => placed(steps), [steps]);
  const wrong = useMemo(() => wrongSteps(all, prefix, faults), [all, prefix, faults]);

  // A step that is moved by keyboard keeps the focus, in its new place.
  const chosenId = chosen && idOf(chosen);
  useEffect(() => {
    const active = document.activeElement;
    if (
      chosenId === null ||
      !(active instanceof HTMLElement) ||
      !active.dataset.step ||
      active.dataset.step === chosenId
    )
      return;
    box.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(chosenId)}"]`)?.focus();
  }, [chosenId]);

  const focus = (at: Placed | undefined) => {
    if (!at) return;
    onChoose(at.path);
    box.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(idOf(at.path))}"]`)?.focus();
  };
  const neighbour = (of: Placed, key: string): Placed | undefined => {
    const index = all.indexOf(of);
    if (key === 'ArrowRight') return all[index + 1];
    if (key === 'ArrowLeft') return of.from && all.find((p) => idOf(p.path) === idOf(of.from ?? []));
    const column = all.filter((p) => p.column === of.column);
    return column[column.indexOf(of) + (key === 'ArrowDown' ? 1 : -1)];
  };
  const pressed = (of: Placed) => (event: KeyboardEvent) => {
    if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.altKey) focus(neighbour(of, event.key));
      else if (!isReadOnly && event.key === 'ArrowUp') onMove(of.path, -1);
      else if (!isReadOnly && event.key === 'ArrowDown') onMove(of.path, 1);
    } else if (event.key === 'Delete' && !isReadOnly) onRemove(of.path);
  };

  const nodes = all.map((p): StepNode => {
    const kind = kindOf(p.step);
    return {
      id: idOf(p.path),
      type: 'step',
      position: dragged?.id === idOf(p.path) ? dragged.position : { x: p.column * COLUMN, y: p.row * ROW },
      width: WIDTH,
      height: HEIGHT,
      data: {
        outcome: p.outcome === undefined ? '' : outcomeText(p.path.slice(0, -1), f),
        title: kind ? f.kinds[kind] : f.unknown,
        detail: detailOf(p.step),
        fault: wrong.has(idOf(p.path)) ? texts.doctor.error : null,
        isChosen: chosen !== null && idOf(chosen) === idOf(p.path),
        onChoose: () => onChoose(p.path),
        onKey: pressed(p),
      },
    };
  });
  const edges = all.flatMap((p): Edge[] => {
    if (!p.from) return [];
    const isBranch = p.outcome !== undefined;
    return [
      {
        id: `${idOf(p.from)}>${idOf(p.path)}`,
        source: idOf(p.from),
        target: idOf(p.path),
        sourceHandle: isBranch ? 'right' : 'bottom',
        targetHandle: isBranch ? 'left' : 'top',
        type: 'smoothstep',
        focusable: false,
      },
    ];
  });
  const changed = (changes: NodeChange<StepNode>[]) =>
    changes.forEach((c) => {
      if (c.type === 'position' && c.position) setDragged({ id: c.id, position: c.position });
    });
  const dropped = (node: Node) => {
    setDragged(null);
    const own = all.find((p) => idOf(p.path) === node.id);
    const at = { x: node.position.x + WIDTH / 2, y: node.position.y + HEIGHT / 2 };
    const target = all.find(
      (p) =>
        p !== own &&
        Math.abs(p.column * COLUMN + WIDTH / 2 - at.x) < WIDTH / 2 &&
        Math.abs(p.row * ROW + HEIGHT / 2 - at.y) < HEIGHT / 2,
    );
    if (own && target) onDrop(own.path, target.path);
  };
  return (
    <div className="tree" ref={box} role="group" aria-label={f.tree}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={fluentTheme.colorNeutralBackground1 === '#ffffff' ? 'light' : 'dark'}
        nodesFocusable={false}
        edgesFocusable={false}
        nodesConnectable={false}
        nodesDraggable={!isReadOnly}
        nodeClickDistance={4}
        deleteKeyCode={null}
        defaultViewport={{ x: 16, y: 16, zoom: 0.8 }}
        // The wheel scrolls the page; the buttons zoom.
        zoomOnScroll={false}
        preventScrolling={false}
        minZoom={0.2}
        maxZoom={1.5}
        onNodesChange={changed}
        onNodeDragStop={(_, node) => dropped(node)}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
