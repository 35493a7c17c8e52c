"""Every figure of the truth stands whole on the pages of text.pdf and inside the paper. python3 check.py OUT FROM TO"""
import re, json, subprocess, sys, collections
for n in range(int(sys.argv[2]), int(sys.argv[3]) + 1):
    t = json.load(open(f'{sys.argv[1]}/truth/{n}.json'))
    xml = subprocess.run(['pdftotext', '-bbox', f'{sys.argv[1]}/work/{n}/text.pdf', '-'], capture_output=True, text=True).stdout
    out, words = 0, collections.Counter()
    for line in xml.splitlines():
        if m := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line): W, H = map(float, m.groups())
        if m := re.search(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>', line):
            x0, y0, x1, y1 = map(float, m.groups()[:4]); words[m.group(5)] += 1
            out += x0 < 8 or x1 > W - 8 or y0 < 8 or y1 > H - 8
    need = collections.Counter(c['raw'] for tb in t['tables'].values() for c in tb.values() if c['raw'])
    lack = {k: (v, words[k]) for k, v in need.items() if words[k] < v}
    if out or lack: print(n, 'outside', out, 'lacking', lack)
print('checked')
