# docker build -t pressgap --build-arg TORCH_INDEX_URL=<the CPU index PyTorch's install selector names> .
# docker run -p 127.0.0.1:8017:8017 -v pressgap:/app/indexes pressgap
FROM python:3.12-slim

ARG TORCH_INDEX_URL=""
ENV PIP_NO_CACHE_DIR=1 PYTHONUNBUFFERED=1 PRESSGAP_DATA_DIR=/app/indexes PRESSGAP_HOST=0.0.0.0
WORKDIR /app

# torch first and by itself: the largest layer changes least.
COPY constraints.txt ./
COPY config/install-torch.sh config/
RUN sh config/install-torch.sh python "$TORCH_INDEX_URL"

COPY pyproject.toml README.md ./
COPY service service
RUN pip install -c constraints.txt . \
    && useradd --system --uid 10001 --home-dir /app pressgap \
    && mkdir -p indexes && chown pressgap indexes

USER pressgap
VOLUME /app/indexes
EXPOSE 8017
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8017/readyz', timeout=4)"]
CMD ["pressgap", "serve"]
