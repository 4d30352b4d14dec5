{{- define "wharfinger.name" -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "wharfinger.selector" -}}
app.kubernetes.io/name: wharfinger
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "wharfinger.labels" -}}
{{ include "wharfinger.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
