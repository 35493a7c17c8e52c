"""python3 make.py OUT SEED FROM TO: reports FROM..TO of SEED into OUT/{in,truth,html}; what is drawn on the way is in OUT/work."""
import os, sys, json, subprocess, glob, shutil, time
for v in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS'): os.environ[v] = '1'
import numpy as np
from pnm import read_pnm, jpeg, bits, write_pdf
from degrade import Scan
PROJECT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
OUT = os.path.abspath(sys.argv[1])
f32 = np.float32

def run(*command): subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def layers(folder, plan):
    """Pages of the three layers as file names."""
    drawn = {'text': True, 'rules': True, 'ink': '<svg' in open(f'{folder}/ink.html').read()}
    out = {}
    for layer, wanted in drawn.items():
        if not wanted: continue
        run('chromium', '--headless', '--no-sandbox', '--disable-gpu', f'--user-data-dir={OUT}/work/chromium', '--no-pdf-header-footer', f'--print-to-pdf={folder}/{layer}.pdf', f'file://{folder}/{layer}.html')
        for old in glob.glob(f'{folder}/{layer}-*.p?m'): os.remove(old)
        run('pdftoppm', '-r', str(plan['dpi']), *([] if layer == 'ink' else ['-gray']), f'{folder}/{layer}.pdf', f'{folder}/{layer}')
        out[layer] = sorted(glob.glob(f'{folder}/{layer}-*.p?m'))
    assert len({len(pages) for pages in out.values()}) == 1, {k: len(v) for k, v in out.items()}
    return out

def fit(a, h, w, fill):
    """a in a field of h by w, shrunk by area where too large."""
    s = min(h / a.shape[0], w / a.shape[1])
    if s < .999:
        from scipy import ndimage as nd
        sig = .35 / s
        b = nd.gaussian_filter(a, (sig, sig, 0)[:a.ndim]) if a.ndim == 3 else nd.gaussian_filter(a, sig)
        a = nd.zoom(b, (s, s, 1)[:a.ndim], order=1)
    out = np.full((h, w) + a.shape[2:], fill, f32)
    y, x = (h - a.shape[0]) // 2, (w - a.shape[1]) // 2
    out[y:y + a.shape[0], x:x + a.shape[1]] = a[:h, :w]
    return out

def make(n):
    folder = f'{OUT}/work/{n}'
    plan = json.load(open(f'{folder}/plan.json'))
    scan = Scan(plan)
    files = layers(folder, plan)
    dpi = plan['dpi']
    ink = lambda path: 1 - read_pnm(path).astype(f32) / 255
    sheets, count = [], len(files['text'])
    for i in range(count):
        T, R = ink(files['text'][i]), ink(files['rules'][i])
        O = read_pnm(files['ink'][i]).astype(f32) / 255 if 'ink' in files else None
        if O is not None and O.min() > .9: O = None
        if plan['bits']: O = None if 'ticks' not in plan['kinds'] else O
        back = None
        if 'bleed' in plan['kinds'] and count > 1:
            b = i + 1 if i % 2 == 0 and i + 1 < count else i - 1
            back = np.maximum(ink(files['text'][b]), ink(files['rules'][b]))
        sheets.append(scan.page(i, T, R, O, back, dpi))
    if 'twoUp' in plan['kinds']:
        dpi = 200 if scan.p['twoUp'] == 'A3' else dpi
        h, w = (2339, 3308) if scan.p['twoUp'] == 'A3' else (2480, 3508)
        fill = float(np.median(sheets[0][::40, ::40]))
        halves = [fit(s, h, w // 2, fill) for s in sheets]
        if len(halves) % 2: halves.append(np.full_like(halves[0], fill))
        sheets = [np.concatenate(halves[i:i + 2], axis=1) for i in range(0, len(halves), 2)]
    pages = []
    for i, s in enumerate(sheets):
        s = scan.turned(s, i)
        key = scan.p['key']
        if key: s = np.rot90(s, key // 90)  # stored turned, and the file says how to turn it back
        tmp = f'{folder}/page'
        if plan['bits']: p = bits(np.ascontiguousarray(scan.binary(s, i, dpi)), bool(scan.p['g4']), tmp)
        else: p = jpeg(np.round(s * 255).astype(np.uint8), plan['quality'], tmp)
        pages.append({**p, 'dpi': dpi, 'rotate': int(key)})
    write_pdf(f'{OUT}/in/{n}.pdf', pages)
    for path in glob.glob(f'{folder}/*.p?m'): os.remove(path)
    return len(pages)

if __name__ == '__main__':
    seed, first, last = map(int, sys.argv[2:5])
    os.chdir(PROJECT)
    for d in ('in', 'truth', 'html', 'work'): os.makedirs(f'{OUT}/{d}', exist_ok=True)
    run('node', '--import', './bin/typescript.js', 'test/simulator/gen.ts', OUT, str(seed), str(first), str(last))
    for n in range(first, last + 1):
        t = time.time()
        pages = make(n)
        plan = json.load(open(f'{OUT}/work/{n}/plan.json'))
        print(n, '+'.join(plan['kinds']), plan['dpi'], '1bit' if plan['bits'] else 'colour' if plan['colour'] else 'gray', f'{pages} pages', f'{os.path.getsize(f"{OUT}/in/{n}.pdf") >> 10} KB', f'{time.time() - t:.0f}s', flush=True)
